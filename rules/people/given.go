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
	aarav aaron aarti abbie abby abena abhishek abigail abimbola ada adaeze adam addie ade adebayo adeel adele aditi
	aditya adnan adrian adriana adwoa agnes agneta agnieszka agustin ahmed ahmet aidan aiden aileen ailsa aimee aine
	ainhoa aisha aisling aislinn aitor ajay ajit akash akiko akosua aksel akshay akua alan alana alanna alasdair
	alastair alba albert alberto alec aled aleisha alejandra alejandro aleksander aleksandra aleksei alessandra
	alessandro alessia alex alexa alexander alexandra alexandre alexandros alexandru alexei alexey alexia alexis alf
	alfie alfred alfredo ali alice alicia alina alisa alisha alison alissa alistair alister aliya alla allegra alma
	althea alun alvaro alvin alwyn alyson alyssa ama amaia amaka amal amalia amanda amandeep amber amelia amelie amie
	amina amit amita ammar amparo amy ana anabel anais analyn ananya anastasia anastasiia anastasios anatoly andie
	andrea andreas andrei andres andrew andrii andriy andrzej andy aneela ange angela angelica angelika angeliki
	angelina angie angus anh anika anil anisha anita anja anjali anju anke ankit ankita ann anna annabel annabelle
	annalise anne anneke annelies anneliese annette annie annika anoop anouk anthea anthony antje antoine antoinette
	anton antonella antonia antonio antony anuj anuradha anurag anusha anya aoife aparna apostolos april arabella
	araceli archana archibald archie aria ariana arianna arjun arlene arlo armando arnie artem arthur arturo arun aruna
	arvind asa asad asha ashanti ashish ashlee ashleigh ashley ashok ashwin asif asma astrid asuncion athanasios athina
	atif attila audrey augustus aurelie aurora ava avinash avril axel ayaan ayesha ayman ayo ayse aysha ayush azucena
	barbara baris barnaby barney bart bartek bartosz bas basak bassam bastian baz bazza bea beata beate beatrice
	beatrix beatriz becky begona belen belinda bella ben benedetta benedikt benjamin benji benny bernadette bernd
	bernhard bernice bernie bert bertha bertie bertram bess beth bethan bethany bettina betty bev beverley beverly
	bhavesh bhavna bianca bilal bill billie billy binta birgit bisi bjorn blanca bob bobbie bobby bogdan boguslaw
	bohdan bola bonnie boris bozena brad braden brandon brayden bree brenda brendan brenna brent bret brett brian
	briana brianna bridget bridie brigid brigitte briony britney brittany brittney bronagh bronwen brooke bruce bruno
	bryn bryony bukola bulent burak bushra busra cait caitlin caitriona cal caleb callie callum camila camilla camille
	camilo candace candela candice caoimhe caolan cara carina carl carla carlene carlos carlota carly carmel carmela
	carmen carol carole carolina caroline carolyn caron carys caspar casper cassandra cassie catalin catalina caterina
	cath cathal catherine cathy catrin catriona cecelia cecil cecile cecilia cecily cedric celeste celia celine cem
	cengiz ceri cerys cesar chad chantal chantelle charlene charley charlie charlotte charmaine chas chaz chelsea
	cherie cheryl chiamaka chiara chibuzo chidi chika chinedu chinonso chinwe chioma chirag chloe chris chrissie
	chrissy christa christabel christian christiane christina christine christoph christophe christopher christos chuck
	cian ciara ciaran cilla cillian cindy ciprian claire clara clare clarence clarissa claudette claudia claudiu
	clement clementine cleo cliff clint cliona clive clyde cody coleen colette colin colleen colm colum conall
	concepcion conchita connie connor conor constance consuelo cora coralie corey corinna corinne cormac cornelia cory
	cosmin cosmo cressida crispin cristi cristian cristina csaba cynthia cyril cyrus czeslaw daan dafydd dagmar daisy
	daithi dalia daljit damian damien damon dan dana dani daniel daniela daniella danielle danilo danni danny dante
	daphne dapo daragh darcey darcie daria dario darius dariusz darlene darragh darrell darren darryl daryl daryna dave
	davey david davy dawid dawn deano deb debbie debora deborah debra debs declan deena deepa deepak deepali deepika
	deepti defne deidre deirdre deji dele delia delilah delphine delyth dena denis denise dennis denzel denzil deqa
	derek dermot derrick dervla derya desiree desmond despina dewi dhruv diana diane diarmuid diego dieter digby dilip
	dilys dimitra dimitrios dimitris dina dinah dinesh dino dionne dipti dirk divya dmitri dmitry dmytro doina dolly
	dolores dom dominic dominik dominique don donal donald donna donnie donny dora dorcas doreen doris dorota dorothea
	dorothy dot dottie doug dougal dougie duane dulcie dustin dwayne dwight dylan eabha eamon eamonn ebele ebony ebru
	ece ed eddie edgar edgardo edie edith edmund edna eduardo edurne edward edwin edwina edyta effie efrain efren efua
	eileen eilidh eilis eimear einar eirik eirini ekaterina elaine eleanor eleftheria elena eleni eleonora eleonore
	eleri eli elif elijah elin elisa elisabeth elisabetta elise elisha elissa eliza elizabeth elke ella elle ellen
	ellie elly elodie eloise elsa elspeth elton elvira elvis elyse elzbieta emeka emer emilia emiliano emilie emilio
	emily emine emlyn emma emmanuel emmy emre emrys ena encarnacion enda engin enid enrique eoin ercan eric erica erik
	erika erin erkan ernest ernesto ernie ernst erol errol erzsebet esi esme esmeralda espen esperanza esra estefania
	estela estelle esther ethan etta euan eugene eugenia eugenie eulalia eunice eustace eva evan evangelia evangeline
	evangelos eve evelyn evie ewa ewan ewelina ezekiel ezra fabian fabienne fabio fadi faduma fadumo faith faiza faraz
	farhan farhana farida fariha farzana fatima fatma fawad faye feargal federica federico felicia felicity felix femi
	femke fenella ferenc fergal fergus fermin fern fernanda fernando ffion fidelma filip filippo finbar finola fintan
	fiona fionn fionnuala firas fleur flo flora florence florian florin florrie folake fotini fran frances francesca
	francesco francine francisca francisco franck francois francoise frank frankie franziska fred freda freddie freddy
	frederic frederick freja freya frieda friederike fritz funke funmi gabby gabe gabi gabor gabriel gabriela gabriele
	gabriella gail galina gareth garry gary gaurav gauri gav gavin gaynor gaz gazza gbenga geeta gemma gene genevieve
	geoff geoffrey geordie georg georgette georgia georgiana georgie georgina geraint gerald geraldine gerardo gerd
	gergely gerhard germaine gerry gertie gertrud gertrude gethin ghada ghassan ghazala gianluca giannis gideon gijs
	gilberto gillian ginny gino giorgia giorgio giorgos giovanni girish gisela gita giulia giuseppe gladys glen glenda
	glenys gloria glyn glynis gonzalo gosia grace graciela graeme grainne grazyna greg gregor greta gretchen griff
	grzegorz guadalupe guido guillaume guillermina guillermo guled gulsum gunnar gunter gurdeep gurpreet gus gustav
	gustavo gwen gwendolyn gwenllian gwilym gwyneth gyorgy hafsa hailey hakan hal hala halima halina hallie halyna
	hamdi hamish hamza hana hanan hanh hani hank hanna hannah hanne hanneke hannes hans haoran harald harish harjit
	harold harpreet harriet harry haruka hatice hattie hauwa hayley hazel heather hector heidi heike heinrich heinz
	heledd helen helena helene helga helmut hemant henrietta henrik henry herb herbert hermann hermione hernan hester
	hetal hetty hibo hien hieu hilary hilda hillary himanshu hina hira hiroko hiroshi hisham hodan holger hollie holly
	horacio horst hubert huda hugh hughie hugo huma humaira humberto humphrey huong huseyin huw iain ian ida idil idoia
	idris ieuan ifan ifeanyi ifeoma ifrah ignacio igor ihor iker ilaria ildiko ileana ilker ilona ilse iman imani
	imelda imogen imran imre ina indira ines inez inga inge ingo ingrid ingvild inigo inmaculada inna ioan ioana ioanna
	ioannis iona ionela ionut iqra irene irfan iria irina iris irma iryna isaac isabel isabella isabelle isaiah ishaan
	ishbel ishita isla ismael isobel issy istvan itziar iulia iulian ivan ivana ivanna ivor ivy iwan iwona izabela
	izabella izzie izzy jacek jacinda jacinta jack jackie jacob jacqueline jacquelyn jacqui jacquie jada jade jadwiga
	jagdish jago jaime jaimie jake jakob jakub jamal jamie jamila jan jana jane janelle janet janette janey janice
	janie janine janis janos janusz jared jaroslaw jarrod jasbir jasmin jasmine jason jasper jaspreet javier jay jaya
	jayden jayesh jayne jean jeanette jeanie jeanne jeannette jeannie jed jeff jeffrey jem jemima jemma jen jenna jenni
	jennie jennifer jenny jens jeremy jermaine jeroen jerome jerry jerzy jesper jess jesse jessica jessie jethro jez
	jhun jianguo jiaqi jide jignesh jill jillian jilly jim jimena jimmy jitendra jo joachim joan joanie joann joanna
	joanne joao joaquin jocelyn jochen jock jodi jodie jody joe joel johan johanna johannes john johnathan johnnie
	johnny jolanta jolene jomar jon jonah jonas jonathan jonathon joni jonny jono joost jordana jordi jorg jorge joris
	jose josef josefa josefina joseph josephine josh joshua josie jovelyn joy jozsef juan juana juanita jude judi judit
	judith judy jules julia julian juliana juliane julianne julie julien juliet julieta juliette julio julius junaid
	june junko jurgen justin justine justyna jutta jyoti kaan kabir kacper kai kaitlin kaitlyn kajal kalpana kamala
	kamil kamila kamran kara karan kareem karen kari karima karin karina karl karla karol karolina karsten karthik
	kartik kashif kasia kassie kat katalin katarzyna kate katelyn katerina kateryna kath katharina katharine katherine
	kathleen kathrin kathryn kathy katia katie katja katrin katrina katy kavita kavya kayla kaylee kayleigh kaz keeley
	keely keiko keir keira keiran keisha keith kelechi kelly kelsey kelsie kelvin kemal kemi ken kendra kenji kenneth
	kenny kerem keri kerri kerrie kerry kerstin ketan kev kevin kezia khadija khadra khanh khloe khrystyna khurram kian
	kiara kiera kieran kieron killian kimberley kimberly kinga kiran kirsten kirstie kirsty kishore kit kitty klaus
	knut kofi kojo komal konrad konstantin kostas kris kristen kristi kristie kristin kristina krisztina krystyna
	krzysztof ksenia kuldeep kunal kunle kurt kwabena kwaku kwame kwasi kyla kyle kylie kyra kyriakos lachlan laila
	lajos lakshmi lalit lalita lamia lana lance lanre lara larissa larry lars larysa lasse laszlo lata latasha latifa
	latisha latoya laura lauren laurence laurent laurentiu lauryn lavinia layla lea leah leandro leanna leanne leela
	leena leila leire len lena lene leni lenny lenora leo leona leonardo leonie leonor leonora leopold lesley lesya
	leszek leticia lettie levent lexi lexie liam liana liban libby lidia lieke lila lilian liliana lillian lillie lily
	lina linda linh linnea linsey linus lionel lisa lisette liudmyla liv livia liviu liz liza lizzie lizzy llinos lois
	lola lonnie lorcan loredana lorena loretta lori lorna lorraine lothar lotte lottie lou louie louis louisa louise
	lourdes lowri lubna luca lucas lucia luciana lucie lucille lucinda lucy ludmila luigi luis luisa lukas lukasz luke
	lupe luther luz luzviminda lydia lyla lyn lynda lyndon lyndsay lyndsey lynette lynne lyudmila maaike maarten mabel
	mabli macarena maciej madalina maddie maddy madeleine madeline madelyn madge madhu madhuri madiha mae maeve magda
	magdalena maggie magnus maha mahesh maia maike mair mairead mairi maisie maite maja makoto maksim maksym mal
	malachi malachy malcolm malgorzata mali maliha malini mandeep mandi mandy manfred manish manisha manjit manju manny
	manoj manuel manuela mara marc marcel marcela marcella marcelo marcia marcie marcin marco marcos marcus marek maren
	margaret margarita margaux margery margie margo margot marguerite mari maria mariam marian mariana marianna
	marianne maribel maricarmen maricel marie marieke marijke mariko marilyn marina mario marion marisa marisol marissa
	marit marites marius mariusz marivic mariya marjorie marjory mark marla marlene marloes marlon marnie marsha marta
	martha martina martine marty marvin marwan mary maryam maryann maryna marzena masako mateo mateusz mathilde matias
	matilda matt matteo matthew matthias matthieu matty maud maude maura maureen mauricio mavis max maximilian maxine
	maya mayank meabh meena meenakshi meera meg megan megha meghan mehmet mehul mehwish meiling mel melanie melinda
	melissa melody menna mercedes merryn merve mervyn meryl mette mia michael michaela michal michele michelle michiko
	mick mickey micky mieke miguel mihaela mike mikey mikhail mikkel milagros mildred milena millicent millie milly
	milo mina minal mindy mingyu minh minnie mira miranda mireia mirela miriam miroslaw misbah mitch mitzi mo moe
	mohamed mohammad mohammed mohit moira moises mollie molly mona monica monika monique montserrat monty morag morten
	morven morwenna moya muhammad muhammed muireann mukesh murat murdo muriel myfanwy mykhailo mykola myra myrna nabeel
	nabil nabila nacho nada nadeem nadia nadine nadira nadiya naeem naila najwa nalini namrata nan nancy nandini
	nanette naoko naomi naresh nasreen nat natalia natalie nataliia nataliya natalya natasha nate nathalie nathan
	nathaniel navdeep naveed naveen nawal nayeli nazia nazma ned neelam neeraj neesha neeta neha neil nell nellie nelly
	nenita nerea nerys nessa nesta nestor netta nettie nev neve ngoc ngozi nhung nia niall niamh nichola nicholas nick
	nicki nicky nico nicola nicolas nicole nicoleta nicolette nidhi niels nige nigel nikhil niki nikita nikki nikolai
	nikos nilesh nils nina nirmala nisha nishant nitin niyi nizar nkechi nneka noah noelia noelle nola noman nora
	norbert noreen noriko norm norma nour nuala nuria nusrat oana obinna octavia octavio odette odhran odile oguz oisin
	okan oksana olaf ole oleg oleh oleksandr oleksandra oleksii olena olesya olga olha oli olive oliver olivia olivier
	oliwia ollie olly olumide oluwaseun olwen onur onyeka oonagh ophelia orest orhan orla orlagh orlaith osama oscar
	osian oskar ostap oswaldo otis ovidiu owain ozan ozlem ozzie ozzy pablo paco paddy padma padraic padraig paige
	pallavi paloma pam pamela panagiotis pankaj panos paola paolo parminder pascal pat patrice patricia patrick patryk
	patsy patti patty paula paulette paulina pauline pavlo pawel pedro peg peggy penelope penny pete peter petra petro
	petula phil philip philipp philippa philippe philomena phoebe phuong phyllis pia pierre piers pieter pietro pilar
	piotr pip pippa polly pooja poonam poppy portia pradeep pranav prashant pratik praveen preeti primrose priscilla
	priti priya priyanka prudence prue przemek przemyslaw puja puneet purificacion pushpa queenie quentin quynh rabia
	rachel rachid radek radha radhika radoslaw rafael rafal rafe rahul rainer raj rajeev rajendra rajesh rajiv rakesh
	ralf ralph raluca ramesh rami ramon ramona rana randy rani rania ranjit raphael raquel rashmi rasmus raul ravi
	ravinder razvan rebecca rebekah reem reena reg reggie regina reginald rehan rehana reka rekha remedios remi rena
	renata renate rene renee renu reshma reuben reynaldo rezwan rhea rhian rhiannon rhoda rhodri rhona rhonda rhydian
	rhys ria ricardo richard rick ricky rigoberto rima rita ritesh ritika ritu rizwan rob robbie robby robert roberta
	roberto robyn rochelle rocio rod roddy rodel roderick rodney rodolfo rodrigo rogelio roger rohan rohini rohit
	roisin roland rolf rommel ron rona ronald ronan ronnie rory ros rosa rosalba rosaleen rosalia rosalie rosalind
	rosalyn rosamund rosana rosanna rosanne rosario rosaura roseanne rosemarie rosemary rosetta roshni rosie roslyn
	rotimi rowena roxana roxanne roxy roz ruben rubina ruby ruchi rudiger rudolf rudy rufus rukhsana rumana rupa rupal
	rupert rupinder ruslan russ ruth ruthie ruxandra ryszard saba sabina sabine sabrina sacha sachin sadaf sade sadia
	sadie sagal saima saira sajid sajida sal sally salma salman salome salvador sam samantha sameer sami samia samina
	samir samira sammie sammy samuel sana sandeep sandie sandor sandra sandrine sandy sangeeta sania sanjana sanjay
	sanjeev sanjiv sanne santiago santosh saoirse saqib sara sarah sarita sasha saskia satish satoshi saurabh savita
	sawsan scarlett seamus sean sebastian sebastien seema segun selena selin selina selma senga seonaid serena serge
	sergei sergey sergio serhii serhiy serkan seyi shabana shailesh shalini shane shania shanice shanti sharmila
	sharmin sharon shaun shauna shawn shawna shay shaz shazia shazza sheena sheetal sheila shelagh shelley shelly sheri
	sherri sherry sheryl shiela shilpa shirin shirley shivani shobha shola shona shreya shruti shweta sian sibel
	sibylle sid siddharth sidra siegfried sienna signe sigrid silas silje silke silvia silvio simeon simona simone
	simran sinan sinead siobhan sioned sjoerd skye slawomir smita sneha socorro sofia sofie sohail sola soledad
	solomiya solveig sonal sonali sonia sonja sonny sonya sophia sophie soren sorin spiros stacey stan stanislav
	stanislaw stavros stefan stefania stefanie stefano stelios stella steph stephan stephanie stephen steve steven
	stevie stig stu stuart sudha sudhir sue sujata sukhdeep sumaira suman sumit sunil sunita supriya suresh surinder
	susan susana susanna susannah susanne sushil sushma susie suzanna suzanne suzette suzi suzie suzy svein sven svenja
	svetlana svitlana swati sybil syd sylvia sylvie sylwia szymon tabatha tabitha tadeusz tadhg tahira tahmina takashi
	takeshi talia tamar tamara tamas tammy tamsin tania tanja tanveer tanvi tanya tara taras tarek tariq tarquin tarun
	taryn tash tasha tasnim tatiana tatjana tayyaba ted teddy tegan tejas temi temitope teodora terence teresa teresita
	teri terrence terri tess tessa tetiana tetyana thalia thanasis thanh thea thelma theo theodora theodore theresa
	therese thierry thijs thorsten thuy tia tiana tibor tiffany tilda tilly tim timmy timothy tina titi tobi tobias
	toby tola tolga tolu tom tomas tomasz tommie tommy tomoko tomos toni tonia tony tonya tope torbjorn tori torsten
	tove tracey tracy trang trevor tricia trina trine trinidad trish trisha tristan tristram trixie trond troy trudi
	trudie trudy tuan tugba tunde tushar ty tyrone uche uday udo ulf ulises ulrich ulrika ulrike uma umesh umut una
	urmila ursula urszula usha ute uwe uzma vadim vadym vaibhav vaishali val valentina valentyna valeria valerie
	vandana vanesa vanessa varsha varun vasiliki vasilis vasyl vera verity verna veronica veronika veronique viacheslav
	vibeke vic vicki vickie vicky victor victoria vidya viggo vijay vikas vikki vikram viktor viktoria vilma vinay
	vince vincent vineet vinnie vinny vinod viola violet viorel viorica vipul virginia virginie vishal vitalii vitaliy
	vitaly viv vivek vivian viviana vivien vivienne vlad vladimir vladyslav volkan volker volodymyr wael waldemar wale
	walid wally walt walter wanda waqar waqas wasim wayne weiwei wendy werner weronika wes wieslaw wilbur wilf wilfred
	wilfredo wilhelm wilhelmina will willa willem willie willow wilma wim winifred winnie winston wissam witold
	wojciech wojtek wolfgang wouter xander xanthe xavier xiaohong xiaoli xiaoming xiaoyan ximena xinyi yadira yana yann
	yannick yannis yara yaroslav yash yasir yasmeen yasmin yasmine yasser yaw yemi yesenia yetunde yevhen yiannis yifan
	yiorgos yogesh yoko yolanda younes yuki yuko yulia yuliia yuliya yumi yuri yurii yuriy yuting yuxin yves yvette
	yvonne zac zach zachary zack zahida zainab zak zane zara zaynab zbigniew zeeshan zeinab zelda zena zeynep ziad
	zihan zina zita zoe zoey zofia zoltan zoraida zsolt zsuzsanna zubair zuzanna`

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
