package people

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"followup/pattern"
)

// given lists common first names of the languages of the letters and of their neighbours, without accents. It is
// evidence of which side of a comma has the first name, and of names with the family name first. A name that is not
// in it is no evidence. Names that are as often last names, such as Martin, are missing.
const given = `
	aarav aaron aarti abbie abby abdelkader abdellah abderrahmane abdoulaye abena abhishek abigail abimbola ada adaeze
	adam adama addie ade adebayo adeel adele aditi aditya adjoua adnan adrian adriana adwoa affoue agathe aglae agnes
	agneta agnieszka agustin ahmed ahmet ahou aidan aiden aileen ailsa aimee aine ainhoa aisha aisling aislinn aissata
	aissatou aitor ajay ajit akash akiko akosua aksel akshay akua alan alana alanna alasdair alastair alba alban albane
	albert alberto alec aled aleisha alejandra alejandro aleksander aleksandra aleksei alessandra alessandro alessia
	alex alexa alexander alexandra alexandre alexandros alexandru alexane alexei alexey alexia alexis alf alfie alfred
	alfredo ali alice alicia aliette alina alioune alisa alisha alison alissa alistair alister alix aliya alla allegra
	alma althea alun alvaro alvin alwyn alyson alyssa ama amadou amaia amaka amal amalia amanda amandeep amandine amber
	ambre amel amelia amelie amie amina aminata amine amit amita ammar amparo amy ana anabel anais analyn ananya
	anastasia anastasiia anastasios anatole anatoly andie andrea andreas andrei andres andrew andrii andriy andrzej
	andy aneela ange angela angelica angelika angeliki angelina angie angus anh anika anil anisha anita anja anjali
	anju anke ankit ankita ann anna annabel annabelle annaelle annalise anne anneke annelies anneliese annette annie
	annika anoop anouchka anouk anthea anthony antje antoine antoinette anton antonella antonia antonio antony anuj
	anuradha anurag anusha anya aoife aparna apolline apostolos april arabella araceli archana archibald archie aria
	ariana ariane arianna arjun arlene arlo armando armelle arnie artem arthur arturo arun aruna arvind asa asad asha
	ashanti ashish ashlee ashleigh ashley ashok ashwin asif asma asmae assetou assia astrid asuncion athanasios athina
	atif attila aude audrey audric augustus aurelie aurelien aurora ava avinash avril awa axel axelle aya ayaan ayesha
	ayman ayo ayse aysha ayush azucena babacar bakary barbara baris barnaby barney bart bartek bartosz bas basak bassam
	bastian bastien baudouin baz bazza bea beata beate beatrice beatrix beatriz becky begona belen belinda bella ben
	benedetta benedicte benedikt benjamin benji benny berangere berengere bernadette bernd bernhard bernice bernie bert
	bertha bertie bertram bess beth bethan bethany bettina betty bev beverley beverly bhavesh bhavna bianca bilal bilel
	bill billie billy binta bintou birgit bisi bjorn blanca blandine bob bobbie bobby bogdan boguslaw bohdan bola
	bonnie boris boubacar bozena brad braden brahim bram brandon brayden bree brenda brendan brenna brent bret brett
	brian briana brianna bridget bridie brieuc brigid brigitte briony britney brittany brittney bronagh bronwen brooke
	bruce bruno bryn bryony bukola bulent burak bushra busra cait caitlin caitriona cal caleb callie callum camila
	camilla camille camilo candace candela candice caoimhe caolan capucine cara carina carine carl carla carlene carlos
	carlota carly carmel carmela carmen carol carole carolina caroline carolyn caron carys caspar casper cassandra
	cassie catalin catalina caterina cath cathal catherine cathy catrin catriona cecelia cecil cecile cecilia cecily
	cedric celeste celestin celia celine cem cengiz ceri cerys cesar chad chaima chantal chantelle charlene charley
	charlie charline charlotte charmaine chas chaz cheikh chelsea cherie cheryl chiamaka chiara chibuzo chidi chika
	chinedu chinonso chinwe chioma chirag chloe chris chrissie chrissy christa christabel christelle christian
	christiane christina christine christoph christophe christopher christos chuck cian ciara ciaran cilla cillian
	cindy ciprian claire clara clare clarence clarissa claudette claudia claudine claudiu clemence clement clementine
	cleo cliff clint cliona clive cloe clotilde clyde cody coleen colette colin coline colleen colm colum conall
	concepcion conchita connie connor conor constance consuelo cora coralie corentin corey corinna corinne cormac
	cornelia cory cosmin cosmo cressida crispin cristi cristian cristina csaba cynthia cyprien cyril cyrille cyrus
	czeslaw daan dafydd dagmar daisy daithi dalia daljit damian damien damon dan dana dani daniel daniela daniella
	danielle danilo danni danny dante daphne dapo daragh darcey darcie daria dario darius dariusz darlene darragh
	darrell darren darryl daryl daryna dave davey david davy dawid dawn deano deb debbie debora deborah debra debs
	declan deena deepa deepak deepali deepika deepti defne deidre deirdre deji dele delia delilah delphine delyth dena
	denis denise dennis denzel denzil deqa derek dermot derrick dervla derya desiree desmond despina dewi dhruv diana
	diane diarmuid didier diego dieter digby dilip dilys dimitra dimitrios dimitris dina dinah dinesh dino dionne dipti
	dirk divya djamel djeneba dmitri dmitry dmytro doina dolly dolores dom dominic dominik dominique don donal donald
	donna donnie donny dora dorcas doreen dorian doris dorota dorothea dorothee dorothy dot dottie doug dougal dougie
	dounia drissa duane dulcie dustin dwayne dwight dylan eabha eamon eamonn ebele ebony ebru ece ed eddie edgar
	edgardo edie edith edmund edna edouard eduardo edurne edward edwin edwina edyta effie efrain efren efua eileen
	eilidh eilis eimear einar eirik eirini ekaterina elaine eleanor eleftheria elena eleni eleonora eleonore eleri eli
	elif elijah elin elisa elisabeth elisabetta elise elisha elissa eliza elizabeth elke ella elle ellen ellie elly
	elodie eloise elouan elsa elspeth elton elvira elvis elyse elzbieta emeka emeline emer emeric emilia emiliano
	emilie emilien emilio emily emine emlyn emma emmanuel emmanuelle emmy emre emrys ena encarnacion enda engin enid
	enrique enzo eoin ercan eric erica erik erika erin erkan ernest ernesto ernie ernst erol errol erwan erzsebet esi
	esme esmeralda espen esperanza esra estefania estela estelle esther ethan etienne etta euan eugene eugenia eugenie
	eulalia eunice eustace eva evan evangelia evangeline evangelos eve evelyn evelyne evie ewa ewan ewelina ezekiel
	ezra fabian fabien fabienne fabio fabrice fadi fadila faduma fadumo faith faiza fanny faraz farhan farhana farid
	farida fariha farzana fatiha fatima fatma fatna fatou fatoumata faustine fawad faye feargal federica federico
	felicia felicie felicity felix femi femke fenella ferenc fergal fergus fermin fern fernanda fernando ffion fidelma
	fien filip filippo finbar finola fintan fiona fionn fionnuala firas flavie flavien fleur flo flora florence florian
	floriane florin florrie folake fotini fouad fran frances francesca francesco francine francisca francisco franck
	francois francoise frank frankie franziska fred freda freddie freddy frederic frederick frederique freek freja
	freya frieda friederike fritz funke funmi gabby gabe gabi gabin gabor gabriel gabriela gabriele gabriella gabrielle
	gael gaelle gaetan gail galina gareth garry gary gaspard gaurav gauri gav gavin gaynor gaz gazza gbenga geert geeta
	gemma gene genevieve geoff geoffrey geoffroy geordie georg georgette georgia georgiana georgie georgina geraint
	gerald geraldine gerardo gerd gergely gerhard germaine gerry gert gertie gertrud gertrude gethin ghada ghassan
	ghazala ghislain ghislaine ghizlane gianluca giannis gideon gijs gilberto gillian ginny gino giorgia giorgio
	giorgos giovanni girish gisela gita giulia giuseppe gladys glen glenda glenys gloria glyn glynis gonzalo gosia
	grace graciela graeme grainne grazyna greg gregoire gregor greta gretchen griet griff grzegorz guadalupe guido
	guilhem guillaume guillermina guillermo guled gulsum gunnar gunter gurdeep gurpreet gus gustav gustavo gwen gwenael
	gwenaelle gwendoline gwendolyn gwenllian gwilym gwyneth gyorgy hafida hafsa hailey hajar hakan hal hala halima
	halina hallie halyna hamdi hamidou hamish hamza hana hanan hanane hanh hani hank hanna hannah hanne hanneke
	hannelore hannes hans haoran harald harish harjit harold harpreet harriet harry haruka hatice hattie hauwa hawa
	hayley hazel heather hector heidi heike heinrich heinz heledd helen helena helene helga helmut heloise hemant
	henrietta henrik henry herb herbert hermann hermione hernan herve hester hetal hetty hibo hicham hien hieu hilary
	hilda hilde hillary himanshu hina hippolyte hira hiroko hiroshi hisham hodan holger hollie holly honorine horacio
	horst hortense houda houssine hubert huda hugh hughie hugo huguette huma humaira humberto humphrey huong huseyin
	huw iain ian ibrahima ida idil idoia idris idrissa ieuan ifan ifeanyi ifeoma ifrah ignacio igor ihor iker ikram
	ilaria ildiko ileana ilham ilker ilona ilse ilyas ilyes iman imane imani imelda imogen imran imre ina inas indira
	ines inez inga inge ingo ingrid ingvild inigo inmaculada inna ioan ioana ioanna ioannis iona ionela ionut iqra
	irene irfan iria irina iris irma iryna isaac isabel isabella isabelle isaiah isaline isaure ishaan ishbel ishita
	isla ismael isobel issy istvan itziar iulia iulian ivan ivana ivanna ivor ivy iwan iwona izabela izabella izzie
	izzy jacek jacinda jacinta jack jackie jacob jacqueline jacquelyn jacqui jacquie jada jade jadwiga jagdish jago
	jaime jaimie jake jakob jakub jamal jamie jamila jan jana jane janelle janet janette janey janice janie janine
	janis janos janusz jared jaroslaw jarrod jasbir jasmin jasmine jason jasper jaspreet javier jay jaya jayden jayesh
	jayne jean jeanette jeanie jeanne jeannette jeannie jed jeff jeffrey jelle jem jemima jemma jen jenna jenni jennie
	jennifer jenny jens jeremie jeremy jermaine jeroen jerome jerry jerzy jesper jess jesse jessica jessie jethro jez
	jhun jianguo jiaqi jide jignesh jill jillian jilly jim jimena jimmy jitendra jo joachim joan joanie joann joanna
	joanne joao joaquin jocelyn jocelyne jochen jock jodi jodie jody joe joel joelle johan johann johanna johannes john
	johnathan johnnie johnny jolanta jolene jomar jon jonah jonas jonathan jonathon joni jonny jono joost jordana jordi
	jorg jorge joris jorn jose josef josefa josefina joseph josephine josette josh joshua josiane josie jovelyn joy
	jozsef juan juana juanita jude judi judit judith judy jules julia julian juliana juliane julianne julie julien
	juliet julieta juliette julio julius junaid june junko jurgen justin justine justyna jutta jyoti kaan kabir kacper
	kadiatou kadidia kai kaitlin kaitlyn kajal kalpana kamala kamel kamil kamila kamran kara karan kareem karel karen
	kari karim karima karin karina karine karl karla karol karolina karsten karthik kartik kashif kasia kassie kat
	katalin katarzyna kate katell katelyn katerina kateryna kath katharina katharine katherine kathleen kathrin kathryn
	kathy katia katie katja katrien katrin katrina katy kavita kavya kayla kaylee kayleigh kaz keeley keely keiko keir
	keira keiran keisha keith kelechi kelly kelsey kelsie kelvin kemal kemi ken kendra kenji kenneth kenny kenza kerem
	keri kerri kerrie kerry kerstin ketan kev kevin kezia khadidja khadija khadra khady khanh khloe khrystyna khurram
	kian kiara kiera kieran kieron killian kimberley kimberly kinga kiran kirsten kirstie kirsty kishore kit kitty
	klaus knut kobe koen kofi kojo komal konrad konstantin kostas kris kristen kristi kristie kristin kristina kristof
	krisztina krystyna krzysztof ksenia kuldeep kunal kunle kurt kwabena kwaku kwame kwasi kyla kyle kylian kylie kyra
	kyriakos lachlan laetitia laila lajos lakshmi lalit lalita lamia lamine lana lance lanre lara larissa larry lars
	larysa lasse laszlo lata latasha latifa latisha latoya laura laure laureline lauren laurence laurent laurentiu
	lauryn lavinia layla lea leah leana leandre leandro leanna leanne leela leena leila leire len lena lene leni lenny
	lenora leo leona leonardo leonie leonor leonora leopold lesley lesya leszek leticia lettie levent lexi lexie liam
	liana liban libby lidia lieke lila lilian liliana liliane lillian lillie lilou lily lina linda linh linnea linsey
	linus lionel lisa lise lisette lison liudmyla liv livia liviu liz liza lizzie lizzy llinos loane loes loic loick
	lois lola lonnie lorcan loredana lorena loretta lori lorna lorraine lothar lotte lottie lou louane louanne loubna
	louie louis louisa louise louka lourdes lowri lubna luca lucas lucia luciana lucie lucien lucile lucille lucinda
	lucy ludivine ludmila ludovic luigi luis luisa lukas lukasz luke lupe luther luz luzviminda lydia lydie lyla lyn
	lynda lyndon lyndsay lyndsey lynette lynne lyudmila maaike maarten mabel mabli macarena maciej madalina maddie
	maddy madeleine madeline madelyn madge madhu madhuri madiha mae mael maelle maelys maeve magali magda magdalena
	maggie magnus maha mahesh maia maike mair mairead mairi maisie maite maiwenn maja makoto maksim maksym mal malachi
	malachy malcolm malgorzata mali maliha malika malini mamadou mandeep mandi mandy manfred manish manisha manjit
	manju manny manoj manon manuel manuela mara marc marcel marcela marcella marcelo marcia marcie marcin marco marcos
	marcus marek maren margaret margarita margaux margery margie margo margot marguerite mari maria mariam mariama
	marian mariana marianna marianne maribel maricarmen maricel marie marieke marijke mariko marilyn marina mario
	marion marisa marisol marissa marit marites marius mariusz marivic mariya marjorie marjory mark marla marlene
	marloes marlon marnie marsha marta martha martina martine marty marvin marwan mary maryam maryann maryna marzena
	masako mateo mateusz mathias mathieu mathilde mathys matias matilda matt matteo matthew matthias matthieu matty
	maud maude maura maureen mauricio mavis max maxence maxime maximilian maxine maya mayank meabh meena meenakshi
	meera meg megan megha meghan mehdi mehmet mehul mehwish meiling mel melanie melina melinda meline melissa melodie
	melody menna mercedes meriem merryn merve mervyn meryem meryl mette mia michael michaela michal michele michelle
	michiko mick mickael mickey micky mieke miguel mihaela mike mikey mikhail mikkel milagros mildred milena millicent
	millie milly milo mina minal mindy mingyu minh minnie mira miranda mireia mireille mirela miriam miroslaw misbah
	mitch mitzi mo modou moe mohamed mohammad mohammed mohit moira moises mollie molly mona monica monika monique
	montserrat monty morag morgane morten morven morwenna mouloud mouna mounir mourad moussa moya muhammad muhammed
	muireann mukesh murat murdo muriel mustafa mustapha myfanwy mykhailo mykola mylene myra myriam myrna nabeel nabil
	nabila nacho nada nadeem nadege nadia nadine nadira nadiya naeem nafissatou naila naima najat najoua najwa nalini
	namrata nan nancy nandini nanette naoko naomi naresh nasreen nassim nat natalia natalie nataliia nataliya natalya
	natasha nate nathalie nathan nathanael nathaniel navdeep naveed naveen nawal nayeli nazia nazma ndeye ned neelam
	neeraj neesha neeta neha neil nele nell nellie nelly nenita nerea nerys nessa nesta nestor netta nettie nev neve
	ngoc ngozi nhung nia niall niamh nichola nicholas nick nicki nicky nico nicola nicolas nicole nicoleta nicolette
	nidhi niels nige nigel nikhil niki nikita nikki nikolai nikos nilesh nils nina ninon nirmala nisha nishant nitin
	niyi nizar nkechi nneka noa noah noam noe noelia noelie noelle noemie nola noman nora norbert nordine noreen noriko
	norm norma nour noureddine nuala nuria nusrat oana obinna oceane octavia octavio odette odhran odile oguz oisin
	okan oksana olaf ole oleg oleh oleksandr oleksandra oleksii olena olesya olga olha oli olive oliver olivia olivier
	oliwia ollie olly olumide oluwaseun olwen ombeline onur onyeka oonagh ophelia orest orhan oriane orla orlagh
	orlaith orlane osama oscar osian oskar ostap oswaldo othmane otis ouarda oumar oumou ousmane ovidiu owain ozan
	ozlem ozzie ozzy pablo paco paddy padma padraic padraig paige pallavi paloma pam pamela panagiotis pankaj panos
	paola paolo parminder pascal pat patrice patricia patrick patryk patsy patti patty paula paulette paulina pauline
	pavlo pawel pedro peg peggy penelope penny perrine pete peter petra petro petula phil philemon philibert philip
	philipp philippa philippe philippine philomena phoebe phuong phyllis pia pierre pierrick piers pieter pietro pilar
	piotr pip pippa polly pooja poonam poppy portia pradeep pranav prashant pratik praveen preeti primrose priscilla
	priscille priti priya priyanka prudence prue przemek przemyslaw puja puneet purificacion pushpa queenie quentin
	quynh rabia rachel rachid rachida radek radha radhika radoslaw rafael rafal rafe rahul rainer raj rajae rajeev
	rajendra rajesh rajiv rakesh ralf ralph raluca ramata ramesh rami ramon ramona rana randy rani rania ranjit raphael
	raphaelle raquel rashmi rasmus raul ravi ravinder rayan razvan rebecca rebekah reda redouane reem reena reg reggie
	regina reginald rehan rehana reinout reka rekha remedios remi rena renata renate rene renee renu reshma reuben
	reynaldo rezwan rhea rhian rhiannon rhoda rhodri rhona rhonda rhydian rhys ria riad riadh ricardo richard rick
	ricky rigoberto rima rita ritesh ritika ritu rizwan rob robbie robby robert roberta roberto robyn rochelle rocio
	rod roddy rodel roderick rodney rodolfo rodrigo rogelio roger rohan rohini rohit roisin rokhaya roland rolf romain
	romane romaric rommel romuald ron rona ronald ronan ronnie rory ros rosa rosalba rosaleen rosalia rosalie rosalind
	rosalyn rosamund rosana rosanna rosanne rosario rosaura roseanne rosemarie rosemary rosetta roshni rosie roslyn
	rotimi rowena roxana roxane roxanne roxy roz ruben rubina ruby ruchi rudiger rudolf rudy rufus rukhsana rumana rupa
	rupal rupert rupinder ruslan russ ruth ruthie ruud ruxandra ryszard saba sabina sabine sabrina sacha sachin sadaf
	sade sadia sadie sagal saida saima saira sajid sajida sakina sal salima salimata sally salma salman salome salvador
	sam samantha sameer sami samia samina samir samira sammie sammy samuel sana sanaa sandeep sandie sandor sandra
	sandrine sandy sangeeta sania sanjana sanjay sanjeev sanjiv sanne santiago santosh saoirse saqib sara sarah sarita
	sasha saskia satish satoshi saurabh savita sawsan scarlett seamus sean sebastian sebastien seema segolene segun
	selena selin selina selma senga seonaid serena serge sergei sergey sergio serhii serhiy serigne serkan severine
	seydou seyi shabana shailesh shalini shane shania shanice shanti sharmila sharmin sharon shaun shauna shawn shawna
	shay shaz shazia shazza sheena sheetal sheila shelagh shelley shelly sheri sherri sherry sheryl shiela shilpa
	shirin shirley shivani shobha shola shona shreya shruti shweta sian sibel sibylle sid siddharth sidonie sidra
	siegfried sien sienna signe sigrid siham sihem silas silje silke silvia silvio simeon simona simone simran sinan
	sinead siobhan sioned sjoerd skye slawomir slimane smita sneha socorro sofia sofiane sofie sohail sola solange
	soledad solene solenne solomiya solveig sonal sonali sonia sonja sonny sonya sophia sophie soren sorin souad
	soufiane soukaina souleymane spiros stacey stan stanislav stanislaw stavros stefan stefania stefanie stefano
	stelios stella steph stephan stephane stephanie stephen steve steven stevie stig stijn stu stuart sudha sudhir sue
	sujata sukhdeep sumaira suman sumit sunil sunita supriya suresh surinder susan susana susanna susannah susanne
	sushil sushma susie suzanna suzanne suzette suzi suzie suzy svein sven svenja svetlana svitlana swati sybil sybille
	syd sylvain sylvia sylvie sylwia szymon tabatha tabitha tadeusz tadhg tahira tahmina takashi takeshi talia tamar
	tamara tamas tammy tamsin tanguy tania tanja tanveer tanvi tanya tara taras tarek tarik tariq tarquin tarun taryn
	tash tasha tasnim tatiana tatjana tayyaba ted teddy tegan tejas temi temitope teodora terence teresa teresita teri
	terrence terri tess tessa tetiana tetyana thais thalia thanasis thanh thea thelma theo theodora theodore theophile
	theotime theresa therese thibault thibaut thierry thijs thorsten thuy tia tiana tibor tiffany tilda tilly tim timeo
	timmy timothe timothee timothy tina tine tinne titi titouan tobi tobias toby tola tolga tolu tom tomas tomasz
	tommie tommy tomoko tomos toni tonia tony tonya tope torbjorn tori torsten toufik tove tracey tracy trang trevor
	tricia trina trine trinidad trish trisha tristan tristram trixie trond troy trudi trudie trudy tuan tugba tunde
	tushar tuur ty typhaine tyrone uche uday udo ulf ulises ulrich ulrika ulrike ulysse uma umesh umut una urmila
	ursula urszula usha ute uwe uzma vadim vadym vaibhav vaishali val valentina valentine valentyna valeria valerian
	valerie vandana vanesa vanessa varsha varun vasiliki vasilis vasyl veerle vera verity verna veronica veronika
	veronique viacheslav vianney vibeke vic vicki vickie vicky victoire victor victoria vidya viggo vijay vikas vikki
	vikram viktor viktoria vilma vinay vince vincent vineet vinnie vinny vinod viola violaine violet viorel viorica
	vipul virginia virginie vishal vitalii vitaliy vitaly viv vivek vivian viviana viviane vivien vivienne vlad
	vladimir vladyslav volkan volker volodymyr wael wafa waldemar wale walid wally walt walter wanda waqar waqas warda
	wasim wassim wayne weiwei wendy werner weronika wes wieslaw wilbur wilf wilfred wilfredo wilhelm wilhelmina will
	willa willem willie willow wilma wim winifred winnie winston wissam witold wojciech wojtek wolfgang wout wouter
	xander xanthe xavier xiaohong xiaoli xiaoming xiaoyan ximena xinyi yacine yadira yael yamina yana yanis yann
	yannick yannis yara yaroslav yash yasir yasmeen yasmin yasmina yasmine yasser yassin yassine yaw yemi yesenia
	yetunde yevhen yiannis yifan yiorgos yoann yogesh yohan yohann yoko yolanda yolande younes youssef yuki yuko yulia
	yuliia yuliya yumi yuri yurii yuriy yuting yuxin yves yvette yvon yvonne zac zach zachary zack zahida zahra zainab
	zak zakariya zane zara zaynab zbigniew zeeshan zeinab zelda zelie zena zeynep ziad zihan zina zineb zita zoe zoey
	zofia zohra zoltan zoraida zoubida zsolt zsuzsanna zubair zuzanna`

// familyFirst lists family names of languages that put them first, also in Latin letters. "Li Wei" may have either
// order.
const familyFirst = `
	bui cao chang chen cheng cho choi chung dang dinh do duong fang feng gao guo han he ho hoang hong hu huang
	huynh hwang jang jeong jiang jin jung kang kim kwon le lee li liang lim lin liu lu luo luong ma mai min ngo
	nguyen oh pak park peng pham phan ryu seo shen shin son song su sun tang tran trinh truong vo vu wang wei
	wong woo wu xie xu yan yang yao ye yoon yu yuan zeng zhang zhao zheng zhou zhu`

// alsoFirst are those that people elsewhere have for a first name: "Lee Sykes".
var alsoFirst = pattern.Words("han jin kim lee lin lu mai min su sun wei yan")

// eastAsian matches what can be a given name of China, Korea or Vietnam, or one part of it between hyphens: one or two
// syllables of at most a consonant, its vowels, and one of the few sounds that end a syllable there. So can some last
// names of English, such as "Young" and "Wilson".
var eastAsian = pattern.Lazy(`^(?:tsz|` +
	`(?:(?:[b-df-hj-np-tv-z]|[cgknpstz]h|ng|tr|t[sz]|h[sw])?[aeiouwy]{1,4}(?:n[gh]?|c[hk]?|tt|[hklmpt])?){1,2})$`)

// alsoLast are first names that are last names, too, and stand first in a name all the same: "George Kelly".
var alsoLast = pattern.Words(`cameron campbell clark clifford craig dale dean drew elliot elliott fraser george gordon
	graham grant henry howard keith kent lane leslie lewis lloyd logan marshall mason maxwell mitchell morgan murray
	nelson owen parker perry preston reid riley rose ross rowan russell scott shannon shelby sidney spencer stanley
	stewart stuart tate taylor tyler vernon wade warren wayne wesley`)

// vietnamese are those of Vietnam alone, which nobody has for a first name.
var vietnamese = pattern.Words("bui dinh duong hoang huynh ngo nguyen pham phan tran trinh truong vo vu")

var (
	givenNames  = pattern.Words(given)
	familyNames = pattern.Words(familyFirst)
)

// otherLetters spells the letters that have no accent to take off.
var otherLetters = strings.NewReplacer("ł", "l", "ø", "o", "ß", "ss", "đ", "d")

// Folded returns a word in small letters and without accents, as the lists have them.
func Folded(word string) string {
	return otherLetters.Replace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(word))))
}

// IsGiven reports whether a word is a well-known first name. So is "Anne-Marie".
func IsGiven(word string) bool {
	for part := range strings.SplitSeq(Folded(word), "-") {
		if !givenNames.Has(part) {
			return false
		}
	}
	return true
}

// isEastAsian reports whether a word can be a given name of China, Korea or Vietnam: "Wei", "Min-jun".
func isEastAsian(word string) bool {
	for part := range strings.SplitSeq(Folded(word), "-") {
		if !eastAsian.MatchString(part) {
			return false
		}
	}
	return true
}

// beginsGiven reports whether the first word of a name, after its titles, is a well-known first name.
func beginsGiven(name string) bool {
	_, words := SplitTitles(name)
	return len(words) > 0 && IsGiven(words[0])
}
